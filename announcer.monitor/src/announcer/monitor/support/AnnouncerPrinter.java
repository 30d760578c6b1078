package announcer.monitor.support;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.apache.felix.inventory.ZipAttachmentProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

import announcer.api.config.Settings;
import announcer.monitor.health.HealthResults;
import announcer.monitor.metrics.Metrics;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;

/** The page "Announcer" of the console's status pages; with it the status export (console, Status, "Full Zip") is our support bundle. */
@Component(service = InventoryPrinter.class, property = {InventoryPrinter.NAME + "=announcer", InventoryPrinter.TITLE + "=Announcer",
        InventoryPrinter.FORMAT + "=TEXT", InventoryPrinter.FORMAT + "=JSON", InventoryPrinter.WEBCONSOLE + ":Boolean=true"})
public class AnnouncerPrinter implements InventoryPrinter, ZipAttachmentProvider {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();

    private final RunningProduct product;
    private final MonitorSampler sampler;
    private final HealthResults health;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Settings settings;

    @Activate
    public AnnouncerPrinter(BundleContext context, @Reference MonitorSampler sampler, @Reference HealthResults health) {
        this.product = RunningProduct.of(context);
        this.sampler = sampler;
        this.health = health;
    }

    private JsonObject report() {
        Metrics metrics = new Metrics(sampler, product, type -> 0);
        return new SupportReport(product, sampler, health, metrics, Optional.ofNullable(settings)).make();
    }

    @Override
    public void print(PrintWriter to, Format format, boolean isZip) {
        if (format == Format.JSON) {
            to.println(GSON.toJson(report()));
            return;
        }
        JsonTextPrinter outline = new JsonTextPrinter(to);
        report().entrySet().forEach(section -> {
            outline.print(section.getKey(), section.getValue());
            to.println();
        });
    }

    @Override
    public void addAttachments(ZipOutputStream zip, String prefix) throws IOException {
        zip.putNextEntry(new ZipEntry(prefix + "announcer.json"));
        zip.write(GSON.toJson(report()).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
