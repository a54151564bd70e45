package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Setting;
import dev.ringback.config.Settings;
import dev.ringback.web.door.ListenAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class SettingsFlagsTest {
    @Command(name = "try")
    private static final class AllFlags {
        @Mixin
        private SettingsFlags flags = new SettingsFlags();
    }

    @Command(name = "try")
    private static final class OnlyDatabase {
        @Mixin
        private DatabaseFlag flag = new DatabaseFlag();
    }

    private final AllFlags command = new AllFlags();
    private final CommandLine line = new CommandLine(command);
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000001", "TWILIO_AUTH_TOKEN", "a-very-secret-token"));

    @Test
    void aFlagWinsOverItsVariableAndOthersStay() throws Exception {
        environment.put("RINGBACK_API_LISTEN", "127.0.0.1:1");
        environment.put("RINGBACK_MAX_BODY", "20000");

        Settings settings = read("--api-listen", "127.0.0.1:2", "--public-url=https://hooks.example.com/twilio");

        assertThat(settings.apiListen()).isEqualTo(new ListenAddress("127.0.0.1", 2));
        assertThat(settings.callback().publicUrl()).isEqualTo("https://hooks.example.com/twilio");
        assertThat(settings.callback().maxBodyBytes()).isEqualTo(20_000);
        assertThat(settings.callbackListen()).isEqualTo(new ListenAddress("0.0.0.0", 8080));
    }

    @Test
    void anEmptyFlagCountsAsNotSetAndHidesTheVariable() throws Exception {
        environment.put("RINGBACK_API_LISTEN", "127.0.0.1:1");

        assertThat(read("--api-listen=").apiListen()).isEqualTo(new ListenAddress("127.0.0.1", 8081));
    }

    @Test
    void aFlagCountsForOneRunOnly() throws Exception {
        read("--api-listen=127.0.0.1:2");

        assertThat(read().apiListen()).isEqualTo(new ListenAddress("127.0.0.1", 8081));
    }

    @Test
    void wrongFlagsAndVariablesAreReportedTogetherByTheNameOfTheVariable() {
        environment.put("RINGBACK_API_URL", "https://user:password@host");
        environment.put("RINGBACK_LOG_LEVEL", "LOUD");

        InvalidSettingsException invalid = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> read("--max-body=lots", "--quarantine-bytes=1", "--retention=never", "--config=nowhere.yaml"));

        assertThat(invalid.problems())
                .containsExactly(
                        "RINGBACK_MAX_BODY must be a number of bytes",
                        "RINGBACK_QUARANTINE_BYTES must be between 1000000 and 10000000000",
                        "RINGBACK_API_URL must be a scheme and a host, such as https://ringback.example.com",
                        "RINGBACK_RETENTION must be how long to keep what has arrived, at least a day, such as 400d, or"
                                + " 'forever'",
                        "RINGBACK_CONFIG names a file that cannot be read",
                        "RINGBACK_LOG_LEVEL must be one of ERROR, WARN, INFO, DEBUG, TRACE, OFF");
    }

    @Test
    void flagsThatNoSettingDeclaresAreRefused() {
        assertThatThrownBy(() -> line.parseArgs("--auth-token=a-very-secret-token"))
                .isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> line.parseArgs("--api-listen")).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> line.parseArgs("--api-listen=127.0.0.1:1", "--api-listen=127.0.0.1:2"))
                .isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new CommandLine(new OnlyDatabase()).parseArgs("--api-listen=127.0.0.1:1"))
                .isInstanceOf(ParameterException.class);
    }

    @Test
    void theHelpIsMadeFromTheDeclaration() {
        assertThat(line.getUsageMessage())
                .contains("--database=URL", "Where events are kept")
                .contains("(" + Setting.DATABASE.variable() + "; default");
        assertThat(new CommandLine(new OnlyDatabase()).getUsageMessage())
                .contains("--database=URL", "Where events are kept")
                .doesNotContain("--api-listen");
    }

    @Test
    void theDatabaseAloneIsNamedByItsFlagIfThatIsWrong() throws Exception {
        OnlyDatabase only = new OnlyDatabase();
        CommandLine onlyLine = new CommandLine(only);
        environment.put("RINGBACK_DATABASE", "jdbc:sqlite:variable.db");

        onlyLine.parseArgs();
        assertThat(only.flag.read(environment).jdbcUrl()).isEqualTo("jdbc:sqlite:variable.db");
        onlyLine.parseArgs("--database=jdbc:sqlite:flag.db");
        assertThat(only.flag.read(environment).jdbcUrl()).isEqualTo("jdbc:sqlite:flag.db");
        onlyLine.parseArgs("--database=flag.db");
        assertThat(catchThrowableOfType(InvalidSettingsException.class, () -> only.flag.read(environment))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("--database must be");
    }

    private Settings read(String... arguments) throws InvalidSettingsException {
        line.parseArgs(arguments);
        return command.flags.read(environment);
    }
}
