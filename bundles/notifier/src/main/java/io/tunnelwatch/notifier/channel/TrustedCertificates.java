package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.settings.SettingReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom to trust in TLS: the JVM's authorities, or those of a file instead. */
public final class TrustedCertificates {

    private static final String ALLOWED =
            "a file of certificates in PEM that can be read (-----BEGIN CERTIFICATE-----); it says: ";

    private TrustedCertificates() {}

    /**
     * Reads a setting.
     *
     * @param path of the file; empty for the JVM's authorities
     * @throws io.tunnelwatch.settings.InvalidSettingException there are no certificates in it
     */
    public static SSLSocketFactory read(SettingReader reader, String key, String path) {
        if (path.isBlank()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            return in(Path.of(path.strip()));
        } catch (NoCertificateException e) {
            throw reader.refused(key, path, ALLOWED + e.getMessage());
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            throw reader.refused(key, path, ALLOWED + e);
        }
    }

    /**
     * Those of a file, and nobody else.
     *
     * @throws GeneralSecurityException it holds no certificates
     * @throws IOException it can not be read
     */
    public static SSLSocketFactory in(Path file) throws IOException, GeneralSecurityException {
        try (InputStream input = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(input);
            if (certificates.isEmpty()) {
                throw new NoCertificateException();
            }
            return trusting(certificates);
        }
    }

    private static final class NoCertificateException extends CertificateException {

        private static final long serialVersionUID = 1L;

        NoCertificateException() {
            super("there is no certificate in it");
        }
    }

    private static SSLSocketFactory trusting(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
