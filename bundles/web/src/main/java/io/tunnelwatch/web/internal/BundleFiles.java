package io.tunnelwatch.web.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;

/** Files in a bundle. */
final class BundleFiles {

    private BundleFiles() {}

    /** What lies below a folder, by its path from there on. */
    static Map<String, byte[]> below(Bundle bundle, String folder) {
        Enumeration<URL> found = bundle.findEntries(folder, "*", true);
        Map<String, byte[]> files = new HashMap<>();
        for (URL url : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
            String path = url.getPath();
            if (!path.endsWith("/")) {
                files.put(path.substring(path.indexOf("/" + folder + "/") + folder.length() + 2), read(url));
            }
        }
        return files;
    }

    private static byte[] read(URL url) {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle's file " + url + " can not be read", e);
        }
    }
}
