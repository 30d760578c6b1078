package announcer.itest.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.Arrays;
import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The plan of the house: which bundle and which package may use which. A class that breaks it is named with the line that does. */
@AnalyzeClasses(packages = "announcer", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    /** The bundles: a bundle uses {@code announcer.api}, its own copy of {@code announcer.lib}, and no sibling. */
    private static final List<String> BUNDLES = List.of("access", "app", "calling", "conf", "console", "engine", "ffmpeg", "journal",
            "lexicon",
            "logback", "monitor", "pages",
            "rtsp", "schedule", "shell",
            "sound.vorbis", "transport.tcp", "transport.unix", "transport.winpipe", "tts.example", "tts.freetts", "tts.mary", "tts.system",
            "web",
            "webhook", "ear");

    /**
     * The engine's packages from top to bottom: each may use those behind its arrow. {@code output} and {@code synthesis} never see each
     * other, and {@code playout}, which runs in real time, sees nothing that can block.
     */
    private static final String ENGINE = """
            intake       -> targets channel synthesis chime voice announcement config text audio util
            targets      -> announcement
            channel      -> background output synthesis playout announcement config audio text util
            background   -> sound playout config audio util
            output       -> playout config audio util
            synthesis    -> voice announcement cache chime audio text config util
            playout      -> audio util
            voice        -> audio text util
            chime        -> sound audio
            sound        -> util
            announcement -> text util
            config       -> audio
            text         ->
            audio        ->
            cache        ->
            util         ->
            """;

    @ArchTest
    static final ArchRule no_bundle_uses_a_sibling = slices().assignedFrom(bundles()).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule the_api_uses_nothing_of_ours = noClasses().that().resideInAPackage("announcer.api..")
            .should().dependOnClassesThat(resideInAPackage("announcer..").and(DescribedPredicate.not(resideInAPackage("announcer.api.."))));

    @ArchTest
    static final ArchRule the_library_uses_nothing_but_the_api = noClasses().that().resideInAPackage("announcer.lib..")
            .should().dependOnClassesThat(
                    resideInAPackage("announcer..").and(DescribedPredicate.not(resideInAnyPackage("announcer.api..", "announcer.lib.."))));

    @ArchTest
    static final ArchRule the_engine_is_built_in_floors = engine();

    /** Sound is converted within this process: a program for each text was the old script's way. */
    @ArchTest
    static final ArchRule the_engine_starts_no_programs = noClasses().that().resideInAPackage("announcer.engine..")
            .should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class)
            .orShould().dependOnClassesThat().areAssignableTo(Runtime.class);

    @ArchTest
    static final ArchRule packages_use_each_other_one_way = slices().matching("announcer.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule every_package_has_a_short_description = classes().that().resideInAPackage("announcer..")
            .should(new DescribedPackage());

    private static LayeredArchitecture engine() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("engine").definedBy("announcer.engine");
        List<String[]> rows = ENGINE.lines().map(l -> l.split("->", -1)).toList();
        for (String[] row : rows) {
            house = house.layer(row[0].strip()).definedBy("announcer.engine." + row[0].strip() + "..");
        }
        for (String[] row : rows) {
            String[] below = Arrays.stream(row[1].strip().split(" +")).filter(s -> !s.isEmpty()).toArray(String[]::new);
            house = below.length == 0
                    ? house.whereLayer(row[0].strip()).mayNotAccessAnyLayer()
                    : house.whereLayer(row[0].strip()).mayOnlyAccessLayers(below);
        }
        return house.whereLayer("engine").mayNotBeAccessedByAnyLayer();
    }

    private static SliceAssignment bundles() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return BUNDLES.stream().filter(b -> (type.getPackageName() + ".").startsWith("announcer." + b + "."))
                        .findFirst().map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
            }

            @Override
            public String getDescription() {
                return "bundles";
            }
        };
    }
}
