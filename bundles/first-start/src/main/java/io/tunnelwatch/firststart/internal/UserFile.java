package io.tunnelwatch.firststart.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code users.properties} or {@code keys.properties}: one line {@code user = secret,_g_:group} for each user, and
 * lines for groups.
 */
final class UserFile {

    private static final String GROUP_PREFIX = "_g_:";
    private static final String GROUP = "admingroup";
    private static final String ROLES = "group,admin,manager,viewer,systembundles,ssh";

    private final Path file;

    UserFile(Path file) {
        this.file = file;
    }

    /** The names of the users in the file; empty when there is no file. */
    Set<String> users() throws IOException {
        Set<String> users = new TreeSet<>(parse(text()).stringPropertyNames());
        users.removeIf(name -> name.startsWith(GROUP_PREFIX));
        return users;
    }

    /**
     * Adds the user with all of Karaf's roles; the rest of the file stays as it is, but for an older line of this user.
     */
    void putAdministrator(String user, String secret) throws IOException {
        StringBuilder text = new StringBuilder();
        text().lines().filter(line -> !parse(line).containsKey(user)).forEach(line -> text.append(line)
                .append('\n'));
        text.append(user).append(" = ").append(secret).append(",").append(GROUP_PREFIX + GROUP + "\n");
        if (!parse(text.toString()).containsKey(GROUP_PREFIX + GROUP)) {
            text.append("_g_\\:" + GROUP + " = " + ROLES + "\n");
        }
        OwnerFiles.write(file, text.toString());
    }

    private String text() throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    private static Properties parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("A string can be read", e);
        }
        return properties;
    }
}
