package io.tunnelwatch.commands.internal.completion;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes full hours that are yet to come. */
@Service
public class FutureTimeCompleter extends DescribingCompleter {

    private static final int HOURS = 12;

    private final InstantSource clock = InstantSource.system();

    @Override
    Stream<Proposal> proposals(String typed) {
        return Stream.iterate(1, hours -> hours <= HOURS, hours -> hours + 1)
                .map(hours -> clock.instant().truncatedTo(ChronoUnit.HOURS).plus(hours, ChronoUnit.HOURS))
                .map(start -> Proposal.of(start.toString()));
    }
}
