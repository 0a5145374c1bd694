package io.tunnelwatch.itests.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/** A real ext4 file system of its own, in an image on a loop device, which can be filled and broken. */
final class Volume implements AutoCloseable {

    private static final Duration LET_GO_WITHIN = Duration.ofSeconds(10);

    private final Path image;
    private final Path folder;

    private Volume(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** Makes it, and mounts it so that an error turns it read-only. */
    static Volume create(Path image, Path folder, long bytes) throws IOException {
        Files.createDirectories(folder);
        // allocated, so that the machine's own disk has no part in the faults
        Tool.run("fallocate", "-l", Long.toString(bytes), image.toString());
        Tool.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        Volume volume = new Volume(image, folder);
        volume.mount();
        return volume;
    }

    Path folder() {
        return folder;
    }

    /** Not a byte is free behind this. */
    void fill() {
        long free = folder.toFile().getUsableSpace();
        Tool.attempt("fallocate", "-l", Long.toString(Math.max(1, free - 1_000_000)), filler().toString());
        Tool.attempt("dd", "if=/dev/zero", "of=" + filler() + "2", "bs=64k");
        Tool.attempt("dd", "if=/dev/zero", "of=" + filler() + "3", "bs=512");
    }

    /** What filled it goes. */
    void free() throws IOException {
        for (String suffix : new String[] {"", "2", "3"}) {
            Files.deleteIfExists(Path.of(filler() + suffix));
        }
    }

    /** The kernel finds an error in it, as of a dying disk, and makes it read-only. */
    void breakIt() throws IOException {
        String device = Tool.run("findmnt", "-n", "-o", "SOURCE", folder.toString());
        Path name = Path.of(device).getFileName();
        Files.writeString(Path.of("/sys/fs/ext4/" + name + "/trigger_fs_error"), "1");
    }

    /**
     * What an operator does with it: unmount, check, mount. It can only be unmounted while nobody has a file open on
     * it.
     *
     * @return whether everybody let go; else it was detached from under them
     */
    boolean repair() {
        boolean letGo = true;
        try {
            await("the broken file system to be let go")
                    .atMost(LET_GO_WITHIN)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Tool.attempt("umount", folder.toString()).status() == 0);
        } catch (ConditionTimeoutException e) {
            letGo = false;
            Tool.run("umount", "-l", folder.toString());
        }
        Tool.attempt("e2fsck", "-p", "-f", image.toString());
        mount();
        return letGo;
    }

    private void mount() {
        Tool.run("mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        if (Tool.attempt("umount", folder.toString()).status() != 0) {
            Tool.attempt("umount", "-l", folder.toString());
        }
    }
}
