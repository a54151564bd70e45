package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.Setting;
import dev.ringback.config.Setting.Flag;
import dev.ringback.config.Settings;
import dev.ringback.config.SettingsReader;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.upkeep.RetentionOptions;
import dev.ringback.web.TestApi;
import dev.ringback.web.proxy.TrustedProxies;
import dev.ringback.web.route.Route;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The pages of settings, commands and addresses say what the code declares. With {@code -Dpages=write} they are written anew. */
class GeneratedPagesTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final String BEGIN = "<!-- begin -->\n";
    private static final String END = "<!-- end -->\n";
    private static final Pattern VARIABLE =
            Pattern.compile("\\b(?:(?:RINGBACK|TWILIO)_[A-Z]+(?:_[A-Z]+)*|(?:HTTPS?|NO)_PROXY)\\b");

    @Test
    void theTableOfSettingsIsMadeFromTheDeclarations() throws IOException {
        Path page = PAGES.resolve("settings.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);

        check(page, text.substring(0, begin) + settings() + text.substring(end));
    }

    @Test
    void theTableOfAddressesIsMadeFromTheRoutes(@TempDir Path folder) throws IOException {
        Path page = PAGES.resolve("api.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        List<Route> routes;
        try (TestApi api = TestApi.open(folder)) {
            routes = api.routes().routes();
        }

        check(
                page,
                text.substring(0, begin)
                        + "| address | methods | least role | answers | parameters |\n|---|---|---|---|---|\n"
                        + routes.stream()
                                .filter(route -> !route.method().equals(HandlerType.HEAD))
                                .filter(Route::isDescribed)
                                .map(GeneratedPagesTest::row)
                                .collect(Collectors.joining())
                        + text.substring(end));
    }

    private static String row(Route route) {
        return String.format(
                "| `%s` | %s | %s | %s | %s |%n",
                route.path().replace("/2010-04-01", ""),
                route.method().equals(HandlerType.GET)
                        ? "GET, HEAD"
                        : route.method().name(),
                route.access().text(),
                route.operation().answers(),
                route.operation().query().stream()
                        .map(parameter -> "`" + parameter.name() + "`")
                        .filter(name -> !Set.of("`Page`", "`PageToken`").contains(name))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void thePageOfCommandsIsMadeFromTheirHelp() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Commands

                <!-- Generated from the commands: mvn test -Dtest=GeneratedPagesTest -Dpages=write -->

                `scripts/ringback` is the program. This is what `scripts/ringback COMMAND --help` shows of each command:
                """);
        appendHelp(page, program());

        check(PAGES.resolve("commands.md"), page.toString());
    }

    @Test
    void noVariableIsReadThatIsNoSetting() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path file : sources()) {
            VARIABLE.matcher(Files.readString(file)).results().forEach(found -> read.add(found.group()));
        }

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        Setting.all().stream().map(Setting::variable).toList());
    }

    @Test
    void serveHasTheFlagsOfTheSettingsAndNoOthers() {
        List<String> flags = serve().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !Set.of("--help", "--version").contains(name))
                .toList();

        assertThat(flags)
                .containsExactlyInAnyOrderElementsOf(Setting.all().stream()
                        .flatMap(setting -> Stream.ofNullable(setting.flag()))
                        .map(Flag::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("flags")
    void theHelpOfAFlagNamesItsVariableAndItsDefault(Setting<?> setting, Flag flag) {
        String help = String.join(" ", serve().findOption(flag.name()).description());

        assertThat(help)
                .startsWith(flag.help() + " (" + setting.variable())
                .endsWith(setting.byDefault() == null ? ")." : "; default " + setting.byDefault() + ").");
    }

    static Stream<Arguments> flags() {
        return Setting.all().stream()
                .filter(setting -> setting.flag() != null)
                .map(setting -> Arguments.of(setting, setting.flag()));
    }

    @Test
    void theDeclaredDefaultsAreWhatAnEmptyEnvironmentMeans() throws Exception {
        Map<String, String> nothing = Map.of(
                Setting.ACCOUNT_SID.variable(),
                "AC00000000000000000000000000000001",
                Setting.AUTH_TOKEN.variable(),
                "secret");
        Map<String, String> defaults = new HashMap<>(nothing);
        Setting.all().stream()
                .filter(setting -> setting.byDefault() != null && setting != Setting.CONFIG)
                .forEach(setting -> defaults.put(setting.variable(), setting.byDefault()));

        assertThat(new SettingsReader(defaults).read())
                .usingRecursiveComparison()
                .isEqualTo(new SettingsReader(nothing).read());
    }

    @Test
    void theDeclaredDefaultsAreThoseOfTheParts() {
        Settings settings = Settings.defaults();

        assertThat(settings.database()).isEqualTo(DatabaseOptions.defaults());
        assertThat(settings.callback()).isEqualTo(CallbackOptions.defaults());
        assertThat(settings.trustedProxies())
                .hasToString(TrustedProxies.defaults().toString());
        assertThat(settings.retention()).isEqualTo(RetentionOptions.defaults());
    }

    private static String settings() {
        return "| variable | flag | default | meaning |\n|---|---|---|---|\n"
                + Setting.all().stream()
                        .map(setting -> String.format(
                                "| `%s` | %s | %s | %s |%n",
                                setting.variable(), flag(setting), code(setting.byDefault()), setting.meaning()))
                        .collect(Collectors.joining());
    }

    private static String flag(Setting<?> setting) {
        return code(setting.flag() == null ? null : setting.flag().name());
    }

    private static String code(@Nullable String text) {
        return text == null ? "" : "`" + text + "`";
    }

    private static void appendHelp(StringBuilder page, CommandLine command) {
        StringWriter help = new StringWriter();
        command.setUsageHelpWidth(120).setUsageHelpAutoWidth(false);
        command.usage(new PrintWriter(help), Ansi.OFF);
        page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(help.toString().strip())
                .append("\n```\n");
        command.getSubcommands().values().stream()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .forEach(each -> appendHelp(page, each));
    }

    private static CommandLine program() {
        return Ringback.commandLine(Map.of(), Clock.systemUTC());
    }

    private static CommandLine.Model.CommandSpec serve() {
        return Objects.requireNonNull(program().getSubcommands().get("serve")).getCommandSpec();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".java")),
                            Stream.of(Path.of("scripts/ringback"), Path.of("scripts/java.options")))
                    .toList();
        }
    }

    private static void check(Path page, String expected) throws IOException {
        if ("write".equals(System.getProperty("pages"))) {
            Files.writeString(page, expected);
        }
        assertThat(page)
                .as("%s; write it anew with mvn test -Dtest=GeneratedPagesTest -Dpages=write", page)
                .hasContent(expected);
    }
}
