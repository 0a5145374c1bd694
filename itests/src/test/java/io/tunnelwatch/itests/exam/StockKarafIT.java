package io.tunnelwatch.itests.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A Karaf of its makers into which the features were installed. It keeps its own users: nothing makes a password there.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StockKarafIT {

    private static final String ACCESS = "org.apache.karaf.command.acl.";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    /** For Pax Exam. */
    @Configuration
    public Option[] configuration() {
        return new Option[] {
            // as if somebody had edited the file of an earlier version
            editConfigurationFilePut("etc/" + ACCESS + "wg.cfg", "probe", "viewer"), KarafOptions.stockKaraf()
        };
    }

    /** All of our bundles are there, and no bundle is left behind. */
    @Test
    public void theFeaturesInstallIntoAnExistingKaraf() throws InterruptedException {
        Wiring.assertBundlesAre(
                context,
                "alert-api",
                "alert-json",
                "alert-log",
                "wg-probe",
                "datasource",
                "openjpa-sqlite",
                "alert-store",
                "notifier",
                "notifier-alertmanager",
                "notifier-mqtt",
                "notifier-snmp",
                "notifier-syslog",
                "commands");
        Wiring.assertEveryBundleIsActive(context);
    }

    /** Who may run what comes with the feature; a file that is there already is left alone. */
    @Test
    public void whoMayRunACommandIsWrittenUnlessSomebodyDidBefore() throws IOException {
        assertEquals("admin", access("alert").get("*"));
        assertEquals("manager, admin", access("alert").get("ack"));
        assertEquals("viewer", access("wg").get("probe"));
        assertNull(access("wg").get("peers"));
        assertTrue(Files.exists(Path.of(System.getProperty("karaf.etc"), ACCESS + "alert.cfg")));
    }

    private Dictionary<String, Object> access(String scope) throws IOException {
        return configurations.getConfiguration(ACCESS + scope, null).getProperties();
    }
}
