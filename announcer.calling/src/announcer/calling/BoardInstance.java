package announcer.calling;

import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

import announcer.calling.house.BoardSettings;

/** One configured board, for {@link CallingComponent} to find. */
@Component(immediate = true, configurationPid = BoardConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, service = BoardInstance.class)
@Designate(ocd = BoardConfig.class, factory = true)
public class BoardInstance {
    private volatile Configured<BoardSettings> configured;

    /** Called by Declarative Services. */
    @Activate
    public BoardInstance(Map<String, Object> properties) {
        modified(properties);
    }

    @Modified
    final void modified(Map<String, Object> properties) {
        configured = Configured.of(properties, BoardSettings::of);
    }

    Optional<BoardSettings> settings() {
        return configured.settings();
    }

    Optional<String> problem() {
        return configured.problem();
    }
}
