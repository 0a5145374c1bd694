package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.history.PageRequest;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes how many are to be listed. */
@Service
public class LimitCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Stream.of(10, 50, 200, PageRequest.MAX_LIMIT).map(limit -> Proposal.of(String.valueOf(limit)));
    }
}
