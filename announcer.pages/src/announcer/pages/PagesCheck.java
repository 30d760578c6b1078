package announcer.pages;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** Refuses an address that no QR code can lead to, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + PageServlet.PID)
public class PagesCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        try {
            PublicAddress.checked(String.valueOf(values.getOrDefault("publicUrl", "")));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException("publicUrl", e.getMessage());
        }
    }
}
