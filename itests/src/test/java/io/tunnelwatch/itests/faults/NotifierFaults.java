package io.tunnelwatch.itests.faults;

import io.tunnelwatch.itests.faults.Fault.Removal;
import io.tunnelwatch.itests.faults.Fault.Trait;
import io.tunnelwatch.itests.faults.MailSide.Manner;
import io.tunnelwatch.itests.faults.MailSide.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Other sides of channels that do not do what they should. The channel says so, the others go on, and afterwards all
 * has arrived.
 */
final class NotifierFaults {

    private static final Duration SAID_WITHIN = Duration.ofSeconds(20);

    private static final Duration SLOW = Duration.ofMillis(150);
    private static final Duration LATE = Duration.ofSeconds(Channels.MAIL_TIMEOUT_SECONDS + 2);
    private static final int RETRY_AFTER_SECONDS = 3;
    private static final String ELSEWHERE = "/elsewhere";
    private static final Duration BUSY_MAIL = Duration.ofMillis(20);
    private static final Duration BUSY_CHAT = Duration.ofMillis(100);

    private NotifierFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("SMTP server is down", 5, NotifierFaults::down).ails(Channels.MAIL),
                mail("SMTP server is slow", 6, takingFor(SLOW), ""),
                mail("SMTP server confirms too late", 8, NotifierFaults::late, "took longer than"),
                mail("SMTP server refuses for now (421, 450, 451)", 6, NotifierFaults::refuse, "42?1|450|451"),
                Fault.of("SMTP server refuses one mail for good (554)", 4, NotifierFaults::refuseOneForGood)
                        .ails(Channels.MAIL),
                mail(
                        "SMTP server drops the connection in the middle of DATA",
                        5,
                        NotifierFaults::drop,
                        "hung up",
                        Trait.QUICK),
                chat("webhook answers 500", "500 Internal Server Error", "500"),
                Fault.of("webhook answers 429 with Retry-After", 6, NotifierFaults::sayTooMany)
                        .ails(Channels.CHAT),
                chat("webhook hangs", HookSide.NONE, "took longer than"),
                Fault.of("webhook redirects", 5, NotifierFaults::redirect).ails(Channels.CHAT));
    }

    /** The same fault while each channel has something under way all the time. */
    static Fault whileAllAreBusy(Fault fault) {
        Fault.Cause busy = laboratory -> {
            Channels channels = laboratory.channels();
            channels.mail().behave(takingFor(BUSY_MAIL));
            channels.chat().behave(HookSide.TAKEN, BUSY_CHAT);
            channels.witness().behave(HookSide.TAKEN, BUSY_CHAT);
            laboratory.letPass(Duration.ofSeconds(1));
            Removal removal = fault.cause().begin(laboratory);
            return () -> {
                List<String> problems = removal.remove();
                channels.areWell();
                return problems;
            };
        };
        return fault.by(busy).ails(Channels.ALL.toArray(String[]::new));
    }

    private static Removal down(Laboratory laboratory) {
        Channels channels = laboratory.channels();
        channels.mail().down();
        return () -> {
            List<String> problems = channels.letFail(Channels.MAIL, "refused", SAID_WITHIN);
            channels.mail().up();
            return problems;
        };
    }

    /** @param said as a pattern; empty where the channel does not fail, or not for long */
    private static Fault mail(String name, int seconds, Manner manner, String said, Trait... traits) {
        return Fault.of(
                        name,
                        seconds,
                        laboratory -> {
                            laboratory.channels().mail().behave(manner);
                            return () -> {
                                List<String> problems = said.isEmpty()
                                        ? List.of()
                                        : laboratory.channels().letFail(Channels.MAIL, said, SAID_WITHIN);
                                laboratory.channels().mail().isWell();
                                return problems;
                            };
                        },
                        traits)
                .ails(Channels.MAIL);
    }

    /** Each reply takes its time. */
    private static Manner takingFor(Duration time) {
        return (side, moment) -> {
            if (moment.step() != MailSide.Step.LINE) {
                side.linger(time);
            }
            return MailSide.USUAL;
        };
    }

    private static String late(MailSide side, Moment moment) throws InterruptedException {
        if (moment.step() == MailSide.Step.END) {
            side.linger(LATE);
        }
        return MailSide.USUAL;
    }

    /** At another place each time. */
    private static String refuse(MailSide side, Moment moment) {
        return switch (moment.connection() % 3) {
            case 0 -> moment.step() == MailSide.Step.GREETING ? "421 4.3.2 too busy" : MailSide.USUAL;
            case 1 -> moment.step() == MailSide.Step.RECIPIENT ? "450 4.2.0 greylisted" : MailSide.USUAL;
            default -> moment.step() == MailSide.Step.END ? "451 4.3.0 scanner is down" : MailSide.USUAL;
        };
    }

    /** The first that tells of the beginning of an alert. */
    private static Removal refuseOneForGood(Laboratory laboratory) {
        MailSide server = laboratory.channels().mail();
        server.behave((side, moment) -> {
            boolean isFirst = side.refused().isEmpty() && moment.key().endsWith("-raised");
            return moment.step() == MailSide.Step.END && isFirst ? "554 5.6.0 not this one" : MailSide.USUAL;
        });
        return () -> {
            server.isWell();
            return server.refused().isEmpty() ? List.of("nothing was refused, so the fault was none") : List.of();
        };
    }

    /** While it comes, and when it has come and is not confirmed, in turn. */
    private static String drop(MailSide side, Moment moment) {
        boolean whole = moment.connection() % 2 == 1;
        boolean now = whole
                ? moment.step() == MailSide.Step.END
                : moment.step() == MailSide.Step.LINE && !moment.key().isEmpty();
        return now ? MailSide.HANG_UP : MailSide.USUAL;
    }

    private static Fault chat(String name, String answer, String said) {
        return Fault.of(name, 5, laboratory -> {
                    laboratory.channels().chat().behave(answer);
                    return () -> {
                        List<String> problems = laboratory.channels().letFail(Channels.CHAT, said, SAID_WITHIN);
                        laboratory.channels().chat().isWell();
                        return problems;
                    };
                })
                .ails(Channels.CHAT);
    }

    private static Removal sayTooMany(Laboratory laboratory) {
        Channels channels = laboratory.channels();
        channels.chat().behave("429 Too Many Requests\r\nRetry-After: " + RETRY_AFTER_SECONDS);
        long before = channels.chat().receptions().size();
        return () -> {
            List<String> problems = new ArrayList<>(channels.letFail(Channels.CHAT, "429", SAID_WITHIN));
            channels.chat().isWell();
            List<Reception> calls = channels.chat().receptions().stream()
                    .skip(before)
                    .filter(call -> !call.isConfirmed())
                    .toList();
            for (int next = 1; next < calls.size(); next++) {
                double pause = (calls.get(next).nanos() - calls.get(next - 1).nanos()) / 1e9;
                if (pause < RETRY_AFTER_SECONDS) {
                    problems.add("it came again after " + pause + " s, and had been told to wait for "
                            + RETRY_AFTER_SECONDS + " s");
                }
            }
            return problems;
        };
    }

    private static Removal redirect(Laboratory laboratory) {
        Channels channels = laboratory.channels();
        channels.chat().behave("302 Found\r\nLocation: " + channels.chat().url(ELSEWHERE));
        return () -> {
            List<String> problems =
                    new ArrayList<>(channels.letFail(Channels.CHAT, "no redirect is followed", SAID_WITHIN));
            channels.chat().isWell();
            if (channels.chat().paths().contains(ELSEWHERE)) {
                problems.add("a redirect was followed");
            }
            return problems;
        };
    }
}
