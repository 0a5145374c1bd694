package io.tunnelwatch.commands.internal.completion;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes how long something is to last. */
@Service
public class DurationCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Stream.of("15m", "1h", "2h", "8h", "1d", "7d").map(Proposal::of);
    }
}
