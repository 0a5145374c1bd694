package io.tunnelwatch.commands.internal.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tunnelwatch.commands.internal.text.VisibleWriter;
import io.tunnelwatch.export.AlertExport;
import io.tunnelwatch.export.AlertFormat;
import io.tunnelwatch.file.NewFile;
import io.tunnelwatch.history.HistoryUnavailableException;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** An export to its end, or to a clear word about why not. */
final class ExportWork {

    private static final int BUFFER = 1 << 16;
    private static final Json JSON = new Json();

    private final AlertExport export;
    private final AlertFormat format;

    ExportWork(AlertExport export, AlertFormat format) {
        this.export = export;
        this.format = format;
    }

    /**
     * Writes a file.
     *
     * @param replace whether one that is there may be replaced
     * @throws MaintenanceFailedException what there was under that name is there still
     */
    ExportDocument write(Path file, boolean replace, Progress progress) throws MaintenanceFailedException {
        try (NewFile made = NewFile.begin(file, replace)) {
            Writer out = new BufferedWriter(new OutputStreamWriter(made.out(), UTF_8), BUFFER);
            long alerts = export.run(format.writer(out, JSON), progress);
            return new ExportDocument(file.toString(), format.word(), alerts, made.finish());
        } catch (HistoryUnavailableException e) {
            throw new MaintenanceFailedException("Nothing was exported. " + e.getMessage(), e);
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new MaintenanceFailedException("Interrupted: nothing was exported", e);
        } catch (IOException e) {
            throw new MaintenanceFailedException(why(e, file), e);
        }
    }

    /**
     * Prints it. What would not be seen on a terminal becomes a visible escape.
     *
     * @throws MaintenanceFailedException what was printed is not all
     */
    long print(PrintStream screen, Progress progress) throws MaintenanceFailedException {
        try (Writer out = new VisibleWriter(new OutputStreamWriter(screen, UTF_8))) {
            return export.run(format.writer(out, JSON), progress);
        } catch (HistoryUnavailableException e) {
            throw new MaintenanceFailedException("What was printed is not all. " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MaintenanceFailedException("Interrupted: what was printed is not all", e);
        } catch (IOException e) {
            throw new MaintenanceFailedException("It could not be printed: " + e.getMessage(), e);
        }
    }

    private static String why(IOException e, Path file) {
        if (e instanceof FileAlreadyExistsException) {
            return Files.isRegularFile(file)
                    ? file + " is there already: choose another name, or say --force to replace it"
                    : file + " is there and is no file: choose another name";
        }
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return "There is no folder " + file.getParent() + " to write " + file.getFileName() + " into";
        }
        if (e instanceof AccessDeniedException) {
            return "The user that runs Karaf may not write into " + file.getParent();
        }
        String reason = e instanceof FileSystemException of && of.getReason() != null ? of.getReason() : e.getMessage();
        return file + " could not be written: " + reason + ". Nothing was exported";
    }
}
