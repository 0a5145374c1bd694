package io.tunnelwatch.itests.faults;

import java.util.List;
import java.util.stream.Stream;

/** The matrix of the design, row by row; those that kill or spoil come last. */
final class FaultMatrix {

    private FaultMatrix() {}

    static List<Fault> all() {
        return Stream.of(
                        LockFaults.all(),
                        GatewayFaults.all(),
                        DataSourceFaults.all(),
                        DiskFaults.all(),
                        FileFaults.all(),
                        CorruptionFaults.all(),
                        NotifierFaults.all(),
                        BundleFaults.all(),
                        KillFaults.all(),
                        LogFaults.all(),
                        ClockFaults.all())
                .flatMap(List::stream)
                .toList();
    }
}
