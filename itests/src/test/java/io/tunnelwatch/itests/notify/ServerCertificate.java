package io.tunnelwatch.itests.notify;

import io.tunnelwatch.itests.faults.Tool;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a server of the tests shows to those who connect in TLS: it is for 127.0.0.1, and nobody trusts it but who has
 * the file.
 *
 * @param pem what to trust
 */
record ServerCertificate(Path keyStore, Path pem) {

    /** Of the key store. */
    static final String PASSWORD = "changeit";

    /** Makes one in this folder. */
    static ServerCertificate in(Path folder) {
        ServerCertificate made = new ServerCertificate(folder.resolve("server.p12"), folder.resolve("server.pem"));
        String[] subject = {"-dname", "CN=test", "-ext", "san=ip:127.0.0.1", "-keyalg", "EC", "-validity", "2"};
        made.keytool("-genkeypair", subject);
        made.keytool("-exportcert", "-rfc", "-file", made.pem.toString());
        return made;
    }

    private void keytool(String command, String... arguments) {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Stream<String> store = Stream.of("-alias", "server", "-storepass", PASSWORD, "-keystore", keyStore.toString());
        Tool.run(Stream.of(Stream.of(program, command), store, Stream.of(arguments))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }
}
