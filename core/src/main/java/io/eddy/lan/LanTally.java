package io.eddy.lan;

/** What came by multicast, and what became of it, counted for the operator. Malformed datagrams the node counts. */
public final class LanTally {
    long announced;
    long taken;
    long echoes;
    long own;
    long otherNetworks;
    long otherVersions;
    long replays;
    long forged;
    long tooLong;
    long flooded;
    long crowded;
    long displaced;
    long checks;

    /** Beacons of this peer. */
    public long announced() {
        return announced;
    }

    /** Beacons of others that were new and believed. */
    public long taken() {
        return taken;
    }

    /** Beacons that had come before, by another interface or family of addresses. */
    public long echoes() {
        return echoes;
    }

    /** This peer's own beacons, which come back to it. */
    public long own() {
        return own;
    }

    public long otherNetworks() {
        return otherNetworks;
    }

    public long otherVersions() {
        return otherVersions;
    }

    /** Beacons older than one that was heard. */
    public long replays() {
        return replays;
    }

    /** Beacons whose signature is not that of their speaker. */
    public long forged() {
        return forged;
    }

    public long tooLong() {
        return tooLong;
    }

    /** Beacons that were not looked at, because too many came within a second. */
    public long flooded() {
        return flooded;
    }

    /** Beacons of strangers, dropped because as many peers are known as may be and none of them makes room. */
    public long crowded() {
        return crowded;
    }

    /** Peers that were forgotten to make room for strangers of other hosts. */
    public long displaced() {
        return displaced;
    }

    /** Signatures that were looked at. */
    public long checks() {
        return checks;
    }
}
