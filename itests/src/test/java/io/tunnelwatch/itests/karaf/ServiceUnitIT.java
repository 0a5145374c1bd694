package io.tunnelwatch.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit that the assembly brings, as systemd reads it. It is looked at, not started. */
class ServiceUnitIT {

    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: (\\d+\\.\\d)");

    @TempDir
    Path folder;

    private KarafProcess karaf;
    private Path unit;

    @BeforeEach
    void unpack() {
        karaf = KarafProcess.unpack(folder);
        unit = karaf.file("contrib/systemd/tunnelwatch.service");
    }

    @Test
    void theServiceIsLittleExposed() throws Exception {
        String answer = analyze("security", "--offline=true", "--no-pager", unit.toString());
        Matcher exposure = EXPOSURE.matcher(answer);
        assertThat(exposure.find()).as(answer).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).as(answer).isLessThan(3.0);
    }

    @Test
    void systemdUnderstandsEachLine() throws Exception {
        Path here = folder.resolve("tunnelwatch.service");
        Files.writeString(
                here,
                Files.readString(unit)
                        .replace("/opt/tunnelwatch/bin", karaf.file("bin").toString()));
        assertThat(analyze("verify", here.toString())).isEmpty();
    }

    private static String analyze(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("systemd-analyze");
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }
}
