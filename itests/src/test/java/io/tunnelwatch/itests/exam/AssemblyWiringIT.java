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

/** The assembly, seen from inside. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class AssemblyWiringIT {

    @Inject
    private BundleContext context;

    /** For Pax Exam. */
    @Configuration
    public Option[] configuration() {
        return new Option[] {KarafOptions.assembly()};
    }

    /** All of our bundles are there, and no bundle is left behind. */
    @Test
    public void everyBundleOfTheAssemblyIsActive() throws InterruptedException {
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
                "commands",
                "login",
                "web",
                "metrics",
                "events",
                "management",
                "health",
                "first-start");
        Wiring.assertEveryBundleIsActive(context);
    }
}
