package io.eddy.daemon;

/** The version of this program. */
public final class Version {
    /** As the jar's manifest says it; outside a jar there is none. */
    public static final String CURRENT = current();

    private Version() {}

    private static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }
}
