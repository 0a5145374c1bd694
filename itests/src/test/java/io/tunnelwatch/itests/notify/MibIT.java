package io.tunnelwatch.itests.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.itests.faults.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code smilint}, which knows the rules of SMIv2, says to TUNNELWATCH-MIB at its strictest. */
class MibIT {

    private static final Path MIB = Path.of("../bundles/notifier-snmp/src/main/resources/mibs/TUNNELWATCH-MIB.txt");
    private static final String STRICTEST = "6";

    @TempDir
    Path folder;

    private Path mibs;

    @BeforeEach
    void copy() {
        mibs = Mibs.in(folder, MIB);
    }

    @Test
    void smilintHasNothingToSayToTheMib() throws IOException {
        assertThat(lint()).isEmpty();
    }

    /** Or it could be that it says nothing whatever it reads. */
    @Test
    void smilintHasSomethingToSayToABrokenOne() throws IOException {
        Path file = Mibs.file(mibs);
        Files.writeString(
                file, Files.readString(file).replace("{ tunnelwatchObjects 19 }", "{ tunnelwatchObjects 18 }"));

        assertThat(lint()).contains("twAlertReason");
    }

    private String lint() throws IOException {
        Path configuration = Files.writeString(folder.resolve("smi.conf"), "path :" + mibs + "\n");
        return Tool.run(
                Daemon.find("smilint", "smitools").toString(),
                "-c",
                configuration.toString(),
                "-s",
                "-l",
                STRICTEST,
                Mibs.file(mibs).toString());
    }
}
