package io.tunnelwatch.health.internal;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.ResultLog;

/** What a check has found, the sentences in order. The worst of them is the check's status. */
final class Findings {

    private final ResultLog log = new ResultLog();

    /** A sentence about something that is well, or does not count. */
    Findings well(String sentence) {
        return add(Status.OK, sentence);
    }

    /** A sentence with what it means for the check. */
    Findings add(Status status, String sentence) {
        log.add(new ResultLog.Entry(status, sentence));
        return this;
    }

    Result result() {
        return new Result(log);
    }
}
