package io.tunnelwatch.itests.bench;

import java.nio.file.Path;

/** One thing that is measured on the whole system. */
interface Measurement {

    /** What asks for it. The names of its figures begin with it, and with no other's. */
    String name();

    /**
     * Measures it. Fails when something did not work at all, never because it took long.
     *
     * @param folder an empty one on the disk of the project
     */
    void run(Path folder, Figures figures) throws Exception;
}
