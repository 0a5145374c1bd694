package io.tunnelwatch.itests.exam;

import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/**
 * A Karaf of its makers into which the features were installed. It keeps its own users: nothing makes a password there.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StockKarafIT {

    @Inject
    private BundleContext context;

    /** For Pax Exam. */
    @Configuration
    public Option[] configuration() {
        return new Option[] {KarafOptions.stockKaraf()};
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
                "notifier-syslog",
                "commands");
        Wiring.assertEveryBundleIsActive(context);
    }
}
