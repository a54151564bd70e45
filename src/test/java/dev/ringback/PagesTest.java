package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Everything that the README and the pages name is there: links, anchors, classes, packages, commands, flags, variables, metrics and files. */
class PagesTest {
    private static final Path README = Path.of("README.md");
    private static final Path SITE = Path.of("src/site/markdown");

    /** Pages in which each name that looks like a class is one. */
    private static final Set<String> OF_CLASSES = Set.of("adding.md", "developing.md", "alerts-way.md");

    private static final Pattern CODE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern CLASS =
            Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(\\.[A-Za-z0-9_]+)?(\\(\\))?");
    private static final Pattern COMMAND = Pattern.compile("scripts/ringback((?: [a-z]+)+)((?: [^`#&|\n]*)?)");
    private static final Pattern FLAG = Pattern.compile("(?<= )--[a-z-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\bRINGBACK_[A-Z]+(?:_[A-Z]+)*\\b");
    private static final Pattern METRIC = Pattern.compile("`(ringback_[a-z_]+)`");
    private static final Pattern METER = Pattern.compile("\"(ringback\\.[a-z.]+)\"");

    private static final Pattern FILE = Pattern.compile("(?:scripts|schema|src)/[A-Za-z0-9./_-]*[A-Za-z0-9]");

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (MatchResult link : found(LINK, prose(page))) {
            String target = link.group(1);
            if (!target.matches("[a-z]+:.*") && !leadsSomewhere(page, target)) {
                broken.add(target);
            }
        }

        assertThat(broken).as("broken links of %s", page).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1 || anchors(Files.readString(file)).contains(parts[1]));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFileThatIsNamedIsThere(Path page) throws IOException {
        Set<String> missing = new TreeSet<>();
        for (MatchResult span : found(SPAN, prose(page))) {
            for (MatchResult file : found(Pattern.compile("^" + FILE.pattern()), span.group(1))) {
                if (!Files.exists(Path.of(file.group()))) {
                    missing.add(file.group());
                }
            }
        }

        assertThat(missing).as("files that %s names", page).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandHasTheFlagsThatAreNamed(Path page) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (MatchResult named : found(COMMAND, Files.readString(page))) {
            CommandLine command = Ringback.commandLine(Map.of(), Clock.systemUTC());
            for (String word : named.group(1).strip().split(" ", -1)) {
                CommandLine below = command.getSubcommands().get(word);
                if (below == null) {
                    break; // a parameter of the command, or the text goes on
                }
                command = below;
            }
            boolean isProgram = command.getParent() == null;
            if (isProgram) {
                wrong.add(named.group());
            }
            for (MatchResult flag : found(FLAG, named.group(2))) {
                if (command.getCommandSpec().findOption(flag.group()) == null) {
                    wrong.add(named.group(1) + " " + flag.group());
                }
            }
        }

        assertThat(wrong).as("commands and flags that %s names", page).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyVariableThatIsNamedIsRead(Path page) throws IOException {
        String read =
                text(Path.of("src"), ".java") + text(Path.of("src/test/node"), ".mjs") + text(Path.of("scripts"), "");

        assertThat(found(VARIABLE, Files.readString(page)).stream()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet()))
                .as("variables that %s names", page)
                .allMatch(read::contains);
    }

    @Test
    void everyMetricIsDescribedAndNoOther() throws IOException {
        Set<String> meters = meters();
        Set<String> described = metrics(SITE.resolve("running.md"), meters);
        Set<String> named = new TreeSet<>();
        for (Path page : pages().toList()) {
            named.addAll(metrics(page, meters));
        }

        assertThat(described).isEqualTo(meters);
        assertThat(named).isEqualTo(meters);
    }

    /** The names in classes that use Micrometer, spelled as Prometheus has them. */
    private static Set<String> meters() throws IOException {
        Set<String> meters = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String code = Files.readString(file);
                if (code.contains("import io.micrometer.core.instrument")) {
                    found(METER, code)
                            .forEach(meter -> meters.add(meter.group(1).replace('.', '_')));
                }
            }
        }
        return meters;
    }

    /** Their names without the unit or {@code _total}, which Prometheus' naming adds. */
    private static Set<String> metrics(Path page, Set<String> meters) throws IOException {
        return found(METRIC, Files.readString(page)).stream()
                .map(metric -> metric.group(1))
                .map(metric -> meters.contains(metric) ? metric : metric.replaceFirst("_(total|seconds|bytes)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("pagesOfClasses")
    void everyClassThatIsNamedIsThere(Path page) throws IOException {
        Set<String> classes = classes();
        Set<String> missing = new TreeSet<>();
        for (MatchResult span : found(SPAN, prose(page))) {
            MatchResult named = CLASS.matcher(span.group(1)).matches()
                    ? found(CLASS, span.group(1)).get(0)
                    : null;
            if (named != null && !classes.contains(named.group(1))) {
                missing.add(named.group(1));
            }
        }

        assertThat(missing).as("classes that %s names", page).isEmpty();
    }

    @Test
    void theMapOfTheCodeNamesPackages() throws IOException {
        String map = prose(SITE.resolve("developing.md"))
                .split("## The map of the code", 2)[1]
                .split("\n## ", 2)[0];
        List<String> packages = found(Pattern.compile("^\\| `([a-z.]+)` \\|", Pattern.MULTILINE), map).stream()
                .map(row -> row.group(1))
                .toList();

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Path.of("src/main/java/dev/ringback", name.replace('.', '/')))
                        .isDirectory());
        try (Stream<Path> rooms = Files.list(Path.of("src/main/java/dev/ringback"))) {
            assertThat(packages)
                    .containsAll(rooms.filter(Files::isDirectory)
                            .map(room -> room.getFileName().toString())
                            .toList());
        }
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(250);
    }

    @Test
    void theReadmeLeadsToEveryPage() throws IOException {
        Set<String> linked = found(LINK, prose(README)).stream()
                .map(link -> link.group(1).replaceFirst("#.*", ""))
                .collect(Collectors.toSet());
        linked.addAll(found(LINK, prose(SITE.resolve("alerts.md"))).stream()
                .map(link -> SITE + "/" + link.group(1).replaceFirst("#.*", ""))
                .toList());
        try (Stream<Path> files = Files.list(SITE)) {
            assertThat(linked).containsAll(files.map(Path::toString).toList());
        }
    }

    /** Compares the lines of the README with the snippets of the page, which {@code scripts/conformance} runs. */
    @Test
    void theReadmeShowsLinesOfThePageAboutLibraries() throws IOException {
        String section = Files.readString(README)
                .split("\n## Point your SDK at it\n", 2)[1]
                .split("\n## ", 2)[0];
        String code = found(CODE, Files.readString(SITE.resolve("sdks.md"))).stream()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));

        assertThat(found(SPAN, section).stream().map(span -> span.group(1)).filter(span -> span.contains(" = ")))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(line -> assertThat(code).contains("\n" + line + "\n"));
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> site = Files.list(SITE);
                Stream<Path> scripts = Files.list(Path.of("scripts"))) {
            return Stream.of(
                    Stream.of(README, Path.of("schema/README.md")),
                    site,
                    scripts.filter(file -> file.toString().endsWith(".md")))
                    .flatMap(each -> each)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<Path> pagesOfClasses() {
        return OF_CLASSES.stream().sorted().map(SITE::resolve);
    }

    /** Without blocks of code. */
    private static String prose(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    /** Makes anchors of headings as GitHub does. */
    private static Set<String> anchors(String page) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new TreeSet<>();
        for (MatchResult heading : found(HEADING, CODE.matcher(page).replaceAll(""))) {
            String anchor = heading.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path folder, String ending) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(file -> !file.toString().endsWith(".md"))
                    .filter(file -> file.toString().endsWith(ending))
                    .toList()) {
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
