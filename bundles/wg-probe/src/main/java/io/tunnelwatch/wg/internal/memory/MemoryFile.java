package io.tunnelwatch.wg.internal.memory;

import io.tunnelwatch.file.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in which a gateway's memory lies. It is replaced as a whole, so a crash leaves the old or the new one. */
public final class MemoryFile implements MemoryStore {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryFile.class);

    /** Names of files end at 255 bytes; this leaves room for the suffixes. */
    private static final int LONGEST_NAME = 200;

    private final Path file;

    /** @param directory made when it is first written to */
    public MemoryFile(Path directory, String gateway) {
        this.file = directory.resolve(fileName(gateway) + ".tsv");
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    @Override
    public GatewayMemory read() {
        try {
            return MemoryFormat.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            return GatewayMemory.NONE;
        } catch (DamagedMemoryException | CharacterCodingException e) {
            LOG.warn(
                    "The probe's memory {} is damaged ({}): what the first poll sees is taken as a baseline, and peers"
                            + " that were added or removed meanwhile are not noticed",
                    file,
                    e.getMessage());
        } catch (IOException e) {
            LOG.warn("The probe's memory {} can not be read: what the first poll sees is taken as a baseline", file, e);
        }
        return GatewayMemory.NONE;
    }

    @Override
    public void write(GatewayMemory memory) throws IOException {
        WholeFile.write(file, MemoryFormat.write(memory).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** A gateway's name may hold any character: what is no letter, digit, {@code _} or {@code -} is written as %hex. */
    static String fileName(String gateway) {
        StringBuilder name = new StringBuilder();
        for (byte octet : gateway.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || character == '_' || character == '-')) {
                name.append(character);
            } else {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return name.length() <= LONGEST_NAME ? name.toString() : "%" + digest(gateway);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
