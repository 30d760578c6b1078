package announcer.conf.sample;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Offers what it was configured with; "instance" tells whether it was modified or made anew. */
@Component(service = Supplier.class, immediate = true, configurationPid = "sample.many", configurationPolicy = org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE)
@Designate(ocd = SingleConfig.class, factory = true)
public class Many implements Supplier<Map<String, Object>> {
    private volatile Map<String, Object> values = Map.of();

    @Activate
    @Modified
    void configured(Map<String, Object> properties) {
        Map<String, Object> copy = new TreeMap<>(properties);
        copy.put("instance", System.identityHashCode(this));
        values = copy;
    }

    @Override
    public Map<String, Object> get() {
        return values;
    }
}
