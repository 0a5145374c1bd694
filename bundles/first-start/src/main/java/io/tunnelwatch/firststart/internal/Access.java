package io.tunnelwatch.firststart.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/**
 * Makes the first user of the assembly and a key for {@code bin/client}, once.
 *
 * <p>It is the first start when {@code users.properties} has no user and {@code client.key} is missing. So an
 * administrator who was deleted on purpose stays deleted, and whoever lost the password deletes both and starts again.
 * A start that is cut off in the middle is made up for by the next one: the key gets its name last.
 */
final class Access {

    static final String ADMINISTRATOR = "admin";

    private final Path etc;
    private final Passwords passwords;
    private final Announcement announcement;

    /** @param etc Karaf's folder {@code etc} */
    Access(Path etc, Passwords passwords, Announcement announcement) {
        this.etc = etc;
        this.passwords = passwords;
        this.announcement = announcement;
    }

    /**
     * Does what is to be done at a first start.
     *
     * @return whether a user was made
     */
    boolean prepare() throws IOException {
        Path key = etc.resolve("client.key");
        Path keyToBe = etc.resolve("client.key.unfinished");
        UserFile users = new UserFile(etc.resolve("users.properties"));
        Set<String> known = users.users();
        if (Files.exists(key)) {
            return false;
        }
        if (!known.isEmpty()) {
            if (known.contains(ADMINISTRATOR) && Files.exists(keyToBe)) {
                finish(keyToBe, key);
            }
            return false;
        }
        ClientKey pair = ClientKey.generate();
        OwnerFiles.write(keyToBe, pair.privatePem());
        new UserFile(etc.resolve("keys.properties")).putAdministrator(ADMINISTRATOR, pair.publicKey());
        String password = passwords.next();
        announcement.tell(ADMINISTRATOR, password);
        users.putAdministrator(ADMINISTRATOR, Passwords.hash(password));
        finish(keyToBe, key);
        return true;
    }

    private static void finish(Path keyToBe, Path key) throws IOException {
        Files.move(keyToBe, key, StandardCopyOption.ATOMIC_MOVE);
    }
}
