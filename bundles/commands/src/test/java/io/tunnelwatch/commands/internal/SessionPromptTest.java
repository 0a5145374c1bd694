package io.tunnelwatch.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.junit.jupiter.api.Test;

class SessionPromptTest {

    @Test
    void theLineThatIsTypedIsTheAnswer() {
        assertThat(SessionPrompt.of(session(() -> "yes")).orElseThrow().ask("Go on? "))
                .contains("yes");
    }

    @Test
    void withoutATerminalNobodyCanBeAsked() {
        assertThat(SessionPrompt.of(FakeFramework.session())).isEmpty();
    }

    @Test
    void aScriptInATerminalHasNobodyToAskEither() {
        assertThat(SessionPrompt.of(session(() -> {
                            throw new UnsupportedOperationException();
                        }))
                        .orElseThrow()
                        .ask("Go on? "))
                .isEmpty();
    }

    @Test
    void whoGivesUpHasAnsweredNothing() {
        assertThat(SessionPrompt.of(session(() -> {
                            throw new IllegalStateException("Ctrl-C");
                        }))
                        .orElseThrow()
                        .ask("Go on? "))
                .contains("");
        assertThat(SessionPrompt.of(session(() -> {
                            throw new IOException("closed");
                        }))
                        .orElseThrow()
                        .ask("Go on? "))
                .contains("");
    }

    private static Session session(Callable<String> keyboard) {
        return proxy(Session.class, keyboard);
    }

    private static <T> T proxy(Class<T> type, Callable<String> keyboard) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTerminal" -> proxy(Terminal.class, keyboard);
                    case "readLine" -> keyboard.call();
                    default -> throw new AssertionError(method.getName());
                }));
    }
}
