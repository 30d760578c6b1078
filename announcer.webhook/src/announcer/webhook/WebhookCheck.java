package announcer.webhook;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** Refuses webhooks that could not work, or would not be safe, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + WebhookConfig.PID)
public class WebhookCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        WebhookTarget.uri(String.valueOf(values.getOrDefault("url", "")));
        WebhookTarget.secret(String.valueOf(values.getOrDefault("secret", "")));
    }
}
