package announcer.transport.unix;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.lib.socket.BufferMillis;

/** Refuses configurations of the transport that could not come into force, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + UnixTransport.PID)
public class UnixTransportCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        UnixTransportSettings s = UnixTransportSettings.of(text(values, "socketPath", ""), text(values, "mode", "0600"),
                text(values, "group", ""), text(values, "allowedUids", ""), BufferMillis.parse(values.get("bufferMillis")));
        if (s.group().isPresent() && SocketFile.group(s.group().get()).isEmpty()) {
            throw new InvalidConfigurationException("group", "group is '" + s.group().get() + "', which this machine does not know");
        }
    }

    private static String text(Map<String, Object> values, String key, String ifAbsent) {
        return String.valueOf(values.getOrDefault(key, ifAbsent));
    }
}
