package io.tunnelwatch.commands.internal.reference;

import java.io.File;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Who may run which command, as the feature writes it into {@code etc/}. */
final class AccessFiles {

    private static final File FEATURES = new File("../../features/src/main/feature/feature.xml");
    private static final String PID = "org.apache.karaf.command.acl.";

    private AccessFiles() {}

    /**
     * Of each scope that has a file: the roles of each command, and of {@code *}; not what only holds for some
     * arguments ({@code command[/pattern/]}).
     */
    static Map<String, Map<String, List<String>>> read() throws Exception {
        NodeList configurations = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(FEATURES)
                .getElementsByTagName("config");
        Map<String, Map<String, List<String>>> scopes = new LinkedHashMap<>();
        for (Element configuration : IntStream.range(0, configurations.getLength())
                .mapToObj(at -> (Element) configurations.item(at))
                .filter(element -> element.getAttribute("name").startsWith(PID))
                .toList()) {
            Properties lines = new Properties();
            lines.load(new StringReader(configuration.getTextContent()));
            Map<String, List<String>> roles = new LinkedHashMap<>();
            lines.stringPropertyNames().stream()
                    .filter(command -> !command.contains("["))
                    .forEach(command -> roles.put(
                            command,
                            Arrays.stream(lines.getProperty(command).split(","))
                                    .map(String::strip)
                                    .toList()));
            scopes.put(configuration.getAttribute("name").substring(PID.length()), roles);
        }
        return scopes;
    }
}
