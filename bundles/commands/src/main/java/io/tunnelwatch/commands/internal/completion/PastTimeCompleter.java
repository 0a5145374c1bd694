package io.tunnelwatch.commands.internal.completion;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes how long ago a list is to begin or end. */
@Service
public class PastTimeCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Stream.of(
                new Proposal("1h", "an hour ago"),
                new Proposal("24h", "a day ago"),
                new Proposal("7d", "a week ago"),
                new Proposal("30d", "a month ago"));
    }
}
