package io.tunnelwatch.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.itests.faults.Fault.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The fault matrix, for real: each row is a test, and {@code target/faults.md} has the table. Which rows: the system
 * property {@code tunnelwatch.faults}, {@code quick}, {@code all}, or parts of their names with {@code ;} between.
 */
class FaultLaboratoryIT {

    private static final String WANTED = System.getProperty("tunnelwatch.faults", "quick");
    private static final Path WORK = Path.of("target", "faults").toAbsolutePath();
    private static final Path TABLE = Path.of("target", "faults.md");

    private static final List<Row> ROWS = new ArrayList<>();
    private static Laboratory laboratory;
    private static boolean spoiled;

    @BeforeAll
    static void open() throws IOException {
        Tool.attempt("umount", "-l", WORK.resolve("database").toString()); // of a run that was killed
        Tool.attempt("umount", "-l", WORK.resolve("log").toString());
        Tool.run("rm", "-rf", WORK.toString());
        Files.createDirectories(WORK);
        laboratory = Laboratory.open(WORK);
    }

    @AfterAll
    static void close() {
        if (laboratory != null) {
            laboratory.close();
        }
        System.out.println(FaultTable.of(ROWS));
    }

    @TestFactory
    Stream<DynamicTest> theHistoryHoldsEveryAcceptedEventOnceAfter() {
        return FaultMatrix.all().stream()
                .filter(FaultLaboratoryIT::isWanted)
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> run(fault)));
    }

    private static void run(Fault fault) throws IOException {
        if (spoiled) {
            laboratory.reset();
        }
        Row row;
        try {
            row = new Experiment(laboratory, fault, limits()).run();
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            row = Row.failed(fault.name(), e);
        }
        spoiled = fault.is(Trait.SPOILS) || !row.sound();
        ROWS.add(row);
        Files.writeString(TABLE, FaultTable.of(ROWS));
        assertThat(row.problems())
                .as(
                        "%s%n%s",
                        fault.name(),
                        row.problems().isEmpty() ? "" : laboratory.karaf().logTail(40))
                .isEmpty();
    }

    private static Limits limits() {
        return WANTED.equals("quick") ? Limits.BESIDE_OTHER_TESTS : Limits.ALONE;
    }

    private static boolean isWanted(Fault fault) {
        return switch (WANTED) {
            case "all" -> true;
            case "quick" -> fault.is(Trait.QUICK);
            default -> Stream.of(WANTED.split(";"))
                    .anyMatch(part -> fault.name().contains(part));
        };
    }
}
