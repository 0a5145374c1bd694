package io.tunnelwatch.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTest {

    @TempDir
    Path folder;

    private Path page;

    @BeforeEach
    void write() throws IOException {
        page = Files.writeString(
                folder.resolve("page.md"),
                "words\n<!-- begin log -->\nold\n<!-- end log -->\nmore\n<!-- begin poll -->\n<!-- end poll -->\n");
    }

    @Test
    void aPartIsReplacedAndTheWordsAroundItStay() throws IOException {
        Markdown.replace(page, "log", "new $1\n");
        Markdown.replace(page, "log", "newer $1");

        assertThat(page)
                .hasContent(
                        "words\n<!-- begin log -->\nnewer $1\n<!-- end log -->\nmore\n<!-- begin poll -->\n<!-- end poll -->\n");
    }

    @Test
    void aPlaceThatThePageLacksIsSaid() {
        assertThatThrownBy(() -> Markdown.replace(page, "store", "figures"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<!-- begin store -->");
    }

    @Test
    void aTableHasAHeadAndARowOfDashes() {
        assertThat(new Markdown.Table("work", "median").row("append", 1))
                .hasToString("| work | median |\n|---|---|\n| append | 1 |");
    }
}
