package io.eddy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** The house rules of ARCHITECTURE.md, held by the build. */
@AnalyzeClasses(packages = "io.eddy", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** The packages from the bottom up: each may use those before it. */
    private static final List<String> LAYERS = List.of(
            "wire",
            "store",
            "node",
            "identity",
            "link",
            "lan",
            "overlay",
            "entry",
            "gossip",
            "atlas",
            "sync",
            "ring",
            "registry",
            "directory",
            "chat",
            "history",
            "game");

    private static final String[] PURE =
            LAYERS.stream().map(layer -> "io.eddy." + layer + "..").toArray(String[]::new);

    @ArchTest
    static final ArchRule protocolsDoNoIo = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..", "java.util.concurrent..")
            .because("the same protocol code must run on a selector and in the simulator");

    @ArchTest
    static final ArchRule protocolsKnowNeitherEngineNorSimulatorNorFace = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.eddy", "io.eddy.engine..", "io.eddy.sim..");

    @ArchTest
    static final ArchRule theSimulatorKnowsNoProtocol = noClasses()
            .that()
            .resideInAPackage("io.eddy.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.eddy",
                    "io.eddy.engine..",
                    "io.eddy.link..",
                    "io.eddy.lan..",
                    "io.eddy.overlay..",
                    "io.eddy.entry..",
                    "io.eddy.gossip..",
                    "io.eddy.atlas..",
                    "io.eddy.sync..",
                    "io.eddy.registry..",
                    "io.eddy.chat..",
                    "io.eddy.history..",
                    "io.eddy.game..");

    @ArchTest
    static final ArchRule theEngineKnowsNoProtocol = noClasses()
            .that()
            .resideInAPackage("io.eddy.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.eddy",
                    "io.eddy.sim..",
                    "io.eddy.link..",
                    "io.eddy.lan..",
                    "io.eddy.overlay..",
                    "io.eddy.entry..",
                    "io.eddy.gossip..",
                    "io.eddy.atlas..",
                    "io.eddy.sync..",
                    "io.eddy.registry..",
                    "io.eddy.chat..",
                    "io.eddy.history..",
                    "io.eddy.game..");

    @ArchTest
    static final ArchRule layersUseOnlyWhatIsBelowThem =
            classes().that().resideInAnyPackage(PURE).should(dependDownwardOnly());

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.eddy.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule iterationHasAnOrderOutsideTheEngine = fields().that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.eddy.engine..")
            .should(notHoldAHashTable())
            .because("the same seed must give the same run, in every process");

    private static ArchCondition<JavaClass> dependDownwardOnly() {
        return new ArchCondition<>("depend on layers below their own only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = layer(type);
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> layer(dependency.getTargetClass()) > own)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static int layer(JavaClass type) {
        String name = type.getPackageName();
        // A package of a package is of the same layer: io.eddy.game.gofish of game.
        return name.startsWith("io.eddy.") ? LAYERS.indexOf(name.split("\\.", -1)[2]) : -1;
    }

    private static ArchCondition<JavaField> notHoldAHashTable() {
        DescribedPredicate<JavaClass> unordered = DescribedPredicate.describe(
                "a hash table without order",
                type -> type.isEquivalentTo(HashMap.class) || type.isEquivalentTo(HashSet.class));
        return new ArchCondition<>("not hold a hash table without order") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean makesOne = field.getOwner().getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> unordered.test(call.getTargetOwner()));
                if (unordered.test(field.getRawType()) || makesOne) {
                    events.add(SimpleConditionEvent.violated(field, field.getDescription() + " holds a hash table"));
                }
            }
        };
    }
}
