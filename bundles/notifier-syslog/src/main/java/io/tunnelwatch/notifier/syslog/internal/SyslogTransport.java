package io.tunnelwatch.notifier.syslog.internal;

import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import io.tunnelwatch.settings.SettingReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends each notice as a message of syslog. What it calls confirmed is handed to the network, which is all one knows.
 */
final class SyslogTransport implements Transport {

    private final String target;
    private final SyslogFormat format;
    private final Wire wire;

    /** @param tls for {@link Protocol#TLS} */
    SyslogTransport(SyslogSettings settings, SyslogFormat format, SSLSocketFactory tls) {
        this.target = settings.target();
        this.format = format;
        this.wire = switch (settings.protocol()) {
            case UDP -> new DatagramWire(settings.host(), settings.port());
            case TCP -> new StreamWire(settings, Optional.empty());
            case TLS -> new StreamWire(settings, Optional.of(tls));
        };
    }

    /**
     * @param headline says a message in one line
     * @throws io.tunnelwatch.settings.InvalidSettingException a setting is refused
     */
    static SyslogTransport of(SettingReader reader, Function<Message, String> headline, SyslogConfig config) {
        SyslogSettings settings = SyslogSettingsReader.read(reader, config);
        SSLSocketFactory trustOfTheMachine = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new SyslogTransport(settings, new SyslogFormat(settings, headline), trustOfTheMachine);
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public Audience audience() {
        return Audience.SYSTEM;
    }

    @Override
    public Receipt send(Message message) throws DeliveryException, InterruptedException {
        for (AlertNotice notice : message.notices()) {
            send(format.write(new Message(List.of(notice), message.occasion())));
        }
        return Receipt.CONFIRMED;
    }

    private void send(byte[] message) throws DeliveryException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            wire.send(message);
        } catch (IOException e) {
            throw DeliveryException.temporary(
                    "The syslog collector (" + target + ") can not be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
