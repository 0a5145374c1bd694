package io.tunnelwatch.commands.internal.completion;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes how often something is to be renewed. */
@Service
public class IntervalCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Stream.of("1s", "2s", "5s", "10s", "1m").map(Proposal::of);
    }
}
