package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.outbound.PrivateNetworkGuard;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages name the keys of the file that the code reads, and no others; the files that they show are read without a complaint. */
class FilePagesTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Pattern YAML = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");

    /** Names in the table of receivers that are values. */
    private static final Set<String> VALUES = Set.of("starttls", "implicit", "none", "repeat_interval");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("keys")
    void thePageNamesTheKeysThatAreRead(String table, Set<String> read) throws IOException {
        assertThat(firstCells(table)).isEqualTo(read);
    }

    static Stream<Arguments> keys() {
        Set<String> receivers = new HashSet<>(ReceiverNode.COMMON);
        receivers.addAll(ReceiverNode.KINDS.keySet());
        Set<String> thresholds = new HashSet<>(ThresholdNode.COUNT);
        thresholds.addAll(ThresholdNode.SHARE);
        return Stream.of(
                Arguments.of("`accounts`", AccountNode.KEYS),
                Arguments.of("`api_keys`", ApiKeysNode.KEYS),
                Arguments.of("`signing_keys`", AccountNode.SIGNING_KEY),
                Arguments.of("`upstream`", UpstreamNode.KEYS),
                Arguments.of("`vault`", VaultNode.KEYS),
                Arguments.of("`s3`", BucketNode.KEYS),
                Arguments.of("`alerts`", ForwardFile.ALERTS),
                Arguments.of("`receivers`", receivers),
                Arguments.of("`rules`", RuleNode.FIELDS),
                Arguments.of("`threshold`", thresholds),
                Arguments.of("`active` and `mute`", HoursNode.FIELDS));
    }

    @Test
    void thePageHasATableForEachPartOfTheFile() throws IOException {
        String page = Files.readString(PAGES.resolve("settings.md"));

        assertThat(ForwardFile.TOP).allSatisfy(part -> assertThat(page).contains("| key of `" + part + "` |"));
    }

    @Test
    void thePageNamesTheKeysOfFurtherConsumers() throws Exception {
        Asked asked = new Asked();
        PlacedNode node = PlacedNode.read("{}", new ArrayList<>()).orElseThrow();
        asked.read(options ->
                new TargetNode(node, new SettingsPlace(folder, new PrivateNetworkGuard(List.of()))).read(options));

        assertThat(firstCells("`forward`")).isEqualTo(asked.names);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thePageNamesTheOptionsOfTheReceiver(String kind) throws IOException {
        Asked asked = new Asked();
        asked.read(Objects.requireNonNull(ReceiverNode.KINDS.get(kind))::read);
        String row = Files.readString(PAGES.resolve("alerts.md"))
                .lines()
                .filter(line -> line.startsWith("| `" + kind + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("alerts.md has no row of the receiver " + kind));
        Set<String> named = spans(row.substring(row.indexOf('|', 1)))
                .filter(name -> name.matches("[a-z_]+") && !VALUES.contains(name))
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(asked.names);
    }

    static Stream<String> kinds() {
        return ReceiverNode.KINDS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("shownFiles")
    void aFileThatIsShownIsRead(String yaml) throws IOException {
        Files.writeString(folder.resolve("slack-url"), "https://hooks.slack.com/services/T0/B0/made-up");
        Files.writeString(folder.resolve("pagerduty-key"), "0123456789abcdef0123456789abcdef");
        Files.writeString(folder.resolve("bus-authorization"), "Bearer made-up");
        Files.writeString(folder.resolve("subaccount-token"), "made-up");
        Files.writeString(folder.resolve("dashboard-secret"), "made-up");
        Path file = Files.writeString(folder.resolve("ringback.yaml"), withSids(yaml));

        assertThat(AccountsFile.read(file).problems()).isEmpty();
        assertThat(ForwardFile.check(file).problems()).isEmpty();
    }

    static Stream<String> shownFiles() throws IOException {
        return Stream.concat(yaml("alerts.md"), yaml("settings.md"));
    }

    private static Stream<String> yaml(String page) throws IOException {
        return YAML.matcher(Files.readString(PAGES.resolve(page))).results().map(found -> found.group(1));
    }

    /** The pages show dots where people have their own. */
    private static String withSids(String yaml) {
        return yaml.replace("parent: AC...", "parent: AC" + "1".repeat(32))
                .replaceFirst("AC\\.\\.\\.", "AC" + "1".repeat(32))
                .replaceFirst("AC\\.\\.\\.", "AC" + "2".repeat(32))
                .replaceFirst("SK\\.\\.\\.", "SK" + "1".repeat(32))
                .replaceFirst("SK\\.\\.\\.", "SK" + "2".repeat(32))
                .replace("id: ..., key: ...", "id: key-1, key: made-up");
    }

    private static Set<String> firstCells(String table) throws IOException {
        List<String> lines = Files.readAllLines(PAGES.resolve("settings.md"));
        int heading = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("| key of " + table + " |"))
                .findFirst()
                .orElseThrow());
        return lines.subList(heading + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> spans(line.substring(0, line.indexOf('|', 1))))
                .collect(Collectors.toSet());
    }

    private static Stream<String> spans(String text) {
        return SPAN.matcher(text).results().map((MatchResult span) -> span.group(1));
    }

    /** Answers as if all were missing, and remembers for what it was asked. */
    private static final class Asked implements ReceiverOptions {
        private final Set<String> names = new HashSet<>();

        /** Asks for all options. It does not matter what the reader makes of missing ones, or whether it makes anything. */
        void read(Function<ReceiverOptions, ?> reader) {
            try {
                assertThat(reader.apply(this)).isNotNull();
            } catch (IllegalArgumentException missing) {
                assertThat(names).isNotEmpty();
            }
        }

        @Override
        public Optional<String> text(String name) {
            names.add(name);
            return Optional.empty();
        }

        @Override
        public String required(String name) {
            names.add(name);
            return "";
        }

        @Override
        public List<String> texts(String name) {
            names.add(name);
            return List.of();
        }

        @Override
        public Optional<String> secret(String name) {
            return text(name);
        }

        @Override
        public String requiredSecret(String name) {
            return required(name);
        }

        @Override
        public List<String> secrets(String name) {
            return texts(name);
        }

        @Override
        public URI requiredUrl(String name) {
            names.add(name);
            return NOWHERE;
        }

        @Override
        public URI url(String name, URI otherwise) {
            names.add(name);
            return otherwise;
        }

        @Override
        public Path requiredPath(String name) {
            names.add(name);
            return Path.of("");
        }

        @Override
        public <T> T parsed(String name, T otherwise, Function<String, T> reader) {
            names.add(name);
            return otherwise;
        }

        @Override
        public void problem(String name, String what) {
            names.add(name);
        }
    }
}
