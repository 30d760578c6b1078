package announcer.transport.winpipe;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.lib.socket.BufferMillis;

/** Refuses configurations of the transport that could not come into force, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + WinPipeTransport.PID)
public class WinPipeTransportCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        WinPipeTransportSettings.of(String.valueOf(values.getOrDefault("pipeName", "")), BufferMillis.parse(values.get("bufferMillis")));
    }
}
