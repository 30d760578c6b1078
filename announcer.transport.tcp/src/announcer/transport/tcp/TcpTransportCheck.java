package announcer.transport.tcp;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** Refuses configurations of the transport that could not come into force, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + TcpTransport.PID)
public class TcpTransportCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        Object millis = values.getOrDefault("bufferMillis", 0);
        try {
            Settings.of(String.valueOf(values.getOrDefault("ports", "0")), Integer.parseInt(String.valueOf(millis).strip()));
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException("bufferMillis", "bufferMillis is '" + millis + "'; it must be a whole number");
        }
    }
}
