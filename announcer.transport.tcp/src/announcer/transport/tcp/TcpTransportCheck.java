package announcer.transport.tcp;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.lib.socket.BufferMillis;

/** Refuses configurations of the transport that could not come into force, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + TcpTransport.PID)
public class TcpTransportCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        TcpTransportSettings.of(String.valueOf(values.getOrDefault("ports", "0")), BufferMillis.parse(values.get("bufferMillis")));
    }
}
