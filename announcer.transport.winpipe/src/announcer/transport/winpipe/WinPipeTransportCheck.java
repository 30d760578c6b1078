package announcer.transport.winpipe;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** Refuses configurations of the transport that could not come into force, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + WinPipeTransport.PID)
public class WinPipeTransportCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        Object millis = values.getOrDefault("bufferMillis", 0);
        try {
            Settings.of(String.valueOf(values.getOrDefault("pipeName", "")), Integer.parseInt(String.valueOf(millis).strip()));
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException("bufferMillis", "bufferMillis is '" + millis + "'; it must be a whole number");
        }
    }
}
