package dev.ringback;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.ringback.storage.EventStore;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** Holds the table of rooms: what each package may use. A new arrow between rooms is a decision, made here. */
@AnalyzeClasses(packages = "dev.ringback", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.ringback";

    /** Stand below all rooms but {@code model}. */
    private static final List<String> EVERYBODY_MAY_USE = List.of(ROOT + ".concurrent..", ROOT + ".files..");

    @ArchTest
    static final ArchRule modelUsesTheJdkOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".model..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    ROOT + ".model..",
                    "java..",
                    "javax.crypto..",
                    "org.jspecify.annotations..",
                    "io.soabase.recordbuilder.core..", // says to the compiler which builders to write
                    "javax.annotation.processing.."));

    @ArchTest
    static final ArchRule concurrentUsesTheJdkOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".concurrent..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(ROOT + ".concurrent..", "java..", "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule filesUseNoRoom = classes()
            .that()
            .resideInAPackage(ROOT + ".files..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(ROOT + ".files..", "java..", "org.slf4j..", "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule daemonThreadsAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".concurrent..")
            .should()
            .callMethod(Thread.class, "setDaemon", boolean.class);

    @ArchTest
    static final ArchRule twilioUsesModel = room("twilio", "model");

    @ArchTest
    static final ArchRule storageUsesModel = room("storage", "storage.jdbi", "model");

    @ArchTest
    static final ArchRule storageInterfacesDoNotKnowTheirImplementation = noClasses()
            .that()
            .resideInAPackage(ROOT + ".storage")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".storage.jdbi.."));

    @ArchTest
    static final ArchRule ingestUsesTwilioAndStorage = room("ingest", "jobs", "twilio", "storage", "model");

    @ArchTest
    static final ArchRule everyEventPassesTheIntake = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".ingest.EventIntake")
            .should()
            .callMethod(EventStore.class, "append", List.class)
            .because("what may not be stored is kept out there");

    @ArchTest
    static final ArchRule jobsUseStorage = room("jobs", "storage", "model");

    @ArchTest
    static final ArchRule queryUsesTwilioAndStorage = room("query", "twilio", "storage", "model");

    @ArchTest
    static final ArchRule upkeepUsesTwilioAndStorage = room("upkeep", "jobs", "twilio", "storage", "model");

    @ArchTest
    static final ArchRule outboundUsesModelOnly = room("outbound", "model");

    @ArchTest
    static final ArchRule forwardUsesTwilioAndStorage = room("forward", "outbound", "twilio", "storage", "model");

    @ArchTest
    static final ArchRule forwardRulesUseNothingElseOfForward = room("forward.rule", "twilio", "model");

    @ArchTest
    static final ArchRule forwardMutesUseRules = room("forward.mute", "forward.rule", "model");

    @ArchTest
    static final ArchRule forwardGroupsUseRulesAndMutes =
            room("forward.group", "forward.rule", "forward.mute", "storage");

    @ArchTest
    static final ArchRule forwardNoticesUseRulesAndGroups =
            room("forward.notice", "forward.rule", "forward.group", "twilio", "model");

    @ArchTest
    static final ArchRule forwardReceiversUseNotices =
            room("forward.receiver", "forward.notice", "forward.rule", "forward.group", "outbound", "model");

    @ArchTest
    static final ArchRule forwardEventsUseRules = room("forward.event", "forward.rule", "outbound", "twilio", "model");

    @ArchTest
    static final ArchRule upstreamUsesTwilioAndStorage =
            room("upstream", "outbound", "twilio", "storage", "jobs", "model");

    @ArchTest
    static final ArchRule upstreamGovernorKnowsNoTwilio = room("upstream.governor", "storage");

    @ArchTest
    static final ArchRule vaultUsesTwilioAndStorage = room("vault", "jobs", "twilio", "storage", "model");

    @ArchTest
    static final ArchRule liveUsesTwilioAndStorage = room("live", "twilio", "storage", "model");

    @ArchTest
    static final ArchRule statsUseStorage = room("stats", "storage", "model");

    @ArchTest
    static final ArchRule onlyStatsAndTheDashboardKnowTheCountriesOfNumbers = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".stats..", ROOT + ".dashboard..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.google.i18n.."));

    @ArchTest
    static final ArchRule dashboardUsesWhatTheApiServes =
            room("dashboard", "query", "forward", "twilio", "storage", "model");

    @ArchTest
    static final ArchRule onlyTheRoomOfBucketsKnowsTheirClient = onlyKnownIn("vault.store.s3", "software.amazon..");

    @ArchTest
    static final ArchRule simulateUsesTwilio = room("simulate", "twilio", "model");

    @ArchTest
    static final ArchRule webUsesTheHandlers = room(
            "web",
            "dashboard",
            "ingest",
            "jobs",
            "query",
            "live",
            "forward",
            "upstream",
            "vault",
            "outbound",
            "twilio",
            "storage",
            "model");

    @ArchTest
    static final ArchRule onlyTheDatabaseRoomKnowsSql = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".storage.jdbi..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "org.sqlite..",
                    "org.postgresql..",
                    "org.flywaydb..",
                    "com.zaxxer.."));

    @ArchTest
    static final ArchRule onlyTheRoomOfSqliteKnowsItsDriver = onlyKnownIn("storage.jdbi.sqlite", "org.sqlite..");

    @ArchTest
    static final ArchRule onlyTheRoomOfPostgresKnowsItsDriverAndThePool =
            onlyKnownIn("storage.jdbi.postgres", "org.postgresql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule sqliteAndWhatIsSharedDoNotUsePostgres =
            onlyKnownTo("storage.jdbi.postgres", ROOT + ".storage.jdbi");

    @ArchTest
    static final ArchRule postgresAndWhatIsSharedDoNotUseSqlite = noClasses()
            .that()
            .resideInAPackage(ROOT + ".storage.jdbi.*")
            .and()
            .resideOutsideOfPackage(ROOT + ".storage.jdbi.sqlite..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".storage.jdbi.sqlite.."));

    @ArchTest
    static final ArchRule howDatabasesAreSpokenToUsesNoOtherRoomOfThem =
            withinDatabases("sql", ROOT + ".storage.jdbi.sql..");

    @ArchTest
    static final ArchRule theMirrorUsesSql =
            withinDatabases("mirror", ROOT + ".storage.jdbi.mirror..", ROOT + ".storage.jdbi.sql..");

    @ArchTest
    static final ArchRule theStoresUseTheMirrorAndSql = withinDatabases(
            "store", ROOT + ".storage.jdbi.store..", ROOT + ".storage.jdbi.mirror..", ROOT + ".storage.jdbi.sql..");

    @ArchTest
    static final ArchRule noRoomOfADatabaseUsesWhatOpensThemAll = noClasses()
            .that()
            .resideInAPackage(ROOT + ".storage.jdbi.*..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".storage.jdbi"));

    @ArchTest
    static final ArchRule onlyTheRootAndCliKnowTheImplementationOfStorage = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".cli..", ROOT + ".config..", ROOT + ".storage.jdbi..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".storage.jdbi.."));

    @ArchTest
    static final ArchRule nobodyUsesTheCommandsButTheRoot = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".cli..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".cli.."));

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCyclesBetweenClasses =
            slices().assignedFrom(new OutermostClasses()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule loggersAreNamedLog =
            fields().that().haveRawType(Logger.class).should().haveName("log");

    /** Counts nested classes as part of the class around them, and builders that the compiler writes as part of their records. */
    private static final class OutermostClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            JavaClass outermost = javaClass;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return outermost.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(built(outermost).getName())
                    : SliceIdentifier.ignore();
        }

        private static JavaClass built(JavaClass javaClass) {
            String record = javaClass.getSimpleName().replaceFirst("Builder$", "");
            JavaPackage place = javaClass.getPackage();
            return place.containsClassWithSimpleName(record)
                            && place.getClassWithSimpleName(record).isRecord()
                    ? place.getClassWithSimpleName(record)
                    : javaClass;
        }

        @Override
        public String getDescription() {
            return "classes, nested ones as part of the class around them,";
        }
    }

    /** Packages of libraries that one room may use, and nobody else. */
    private static ArchRule onlyKnownIn(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    /** A room that only itself and one package above may use. */
    private static ArchRule onlyKnownTo(String room, String above) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "." + room + "..", above)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "." + room + ".."));
    }

    /** Lets a room use only those named of the packages about databases. */
    private static ArchRule withinDatabases(String room, String... mayUse) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + ".storage.jdbi." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".storage.jdbi..")
                        .and(DescribedPredicate.not(resideInAnyPackage(mayUse))));
    }

    /** Lets a room use itself, the packages named and those that everybody may use; of libraries it may use any. */
    private static ArchRule room(String name, String... mayUse) {
        List<String> allowed = new ArrayList<>(EVERYBODY_MAY_USE);
        allowed.add(ROOT + "." + name + "..");
        for (String other : mayUse) {
            allowed.add(ROOT + "." + other + "..");
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .allowEmptyShould(true);
    }
}
