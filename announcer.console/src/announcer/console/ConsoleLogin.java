package announcer.console;

import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.console.Gate.Answer;
import announcer.console.Gate.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The login of the web console: HTTP Basic against a salted slow hash. The console is told by the framework property
 * {@code felix.webconsole.security.providers} to answer nothing without this service.
 * <p>
 * The service is registered by hand: what SCR registers carries the configuration as service properties, so that the hash, and for a
 * moment a new password, could be read by every bundle; and each save would take the console away for a moment.
 */
@Component(service = {}, immediate = true, configurationPid = ConsoleLogin.PID)
@Designate(ocd = ConsoleConfig.class)
public final class ConsoleLogin implements SecurityProvider {
    /** The configuration. */
    static final String PID = "announcer.console";
    /** What {@code felix.webconsole.security.providers} has to name. */
    static final String ID = "announcer.console.login";
    /** Before any other provider: the console asks the first one only. */
    private static final int RANKING = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLogin.class);

    private final SecureRandom random = new SecureRandom();
    private final Gate gate = new Gate(System::nanoTime, random);
    private final ConfigurationAdmin configurations;
    private final ServiceRegistration<SecurityProvider> registration;

    @Activate
    public ConsoleLogin(BundleContext context, @Reference ConfigurationAdmin configurations, ConsoleConfig config) {
        this.configurations = configurations;
        configure(config, System.out);
        Map<String, Object> properties = Map.of(SecurityProvider.PROPERTY_ID, ID, Constants.SERVICE_RANKING, RANKING);
        registration = context.registerService(SecurityProvider.class, this, FrameworkUtil.asDictionary(properties));
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
    }

    @Modified
    void modified(ConsoleConfig config) {
        configure(config, System.out);
    }

    private void configure(ConsoleConfig config, PrintStream console) {
        PasswordHash hash = null;
        if (config.newPassword() != null && !config.newPassword().isEmpty()) {
            hash = PasswordHash.of(config.newPassword(), random);
            store(hash);
            LOG.info("web console: the password was changed");
        } else if (config.passwordHash() != null && !config.passwordHash().isBlank()) {
            try {
                hash = PasswordHash.parse(config.passwordHash());
            } catch (IllegalArgumentException e) {
                LOG.error(
                        "web console: nobody can log in: {}; remove it from conf/{}.cfg for a new random password, or set newPassword there",
                        e.getMessage(), PID);
            }
        } else {
            String password = FirstPassword.make(random);
            hash = PasswordHash.of(password, random);
            if (store(hash)) {
                // To standard output and nowhere else: logs are kept and read by others.
                console.println("password: " + password);
                console.flush();
            }
        }
        gate.account(config.user(), hash);
    }

    private boolean store(PasswordHash hash) {
        try {
            Configuration c = configurations.getConfiguration(PID, "?");
            Map<String, Object> values = new TreeMap<>();
            Dictionary<String, Object> now = c.getProperties();
            if (now != null) {
                Collections.list(now.keys()).forEach(k -> values.put(k, now.get(k)));
            }
            values.remove("newPassword");
            values.put("passwordHash", hash.text());
            c.update(FrameworkUtil.asDictionary(values));
            return true;
        } catch (IOException e) {
            LOG.error("web console: the password hash cannot be stored, nobody can log in after a restart: {}", e.toString(), e);
            return false;
        }
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        Optional<Credentials> credentials = Credentials.of(request.getHeader("Authorization"));
        Answer answer = credentials.map(c -> gate.ask(c, request.getRemoteAddr())).orElse(new Answer(Verdict.OUT, Duration.ZERO));
        if (answer.verdict() == Verdict.IN) {
            String user = credentials.orElseThrow().user();
            request.setAttribute(ServletContextHelper.AUTHENTICATION_TYPE, HttpServletRequest.BASIC_AUTH);
            request.setAttribute(ServletContextHelper.REMOTE_USER, user);
            return user;
        }
        refuse(response, answer);
        return null;
    }

    private static void refuse(HttpServletResponse response, Answer answer) {
        if (answer.verdict() == Verdict.TOO_MANY) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(answer.delay().toSeconds() + 1));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("WWW-Authenticate", "Basic realm=\"Announcer console\", charset=\"UTF-8\"");
        }
        response.setContentLength(0);
        try {
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("the client left before it was refused: {}", e.toString());
        }
    }

    /** There is one account, and it may everything. */
    @Override
    public boolean authorize(Object user, String role) {
        return true;
    }

    /** Basic has no session; the console answers 401, which makes browsers forget the password. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        // Nothing is kept for a browser that logs out.
    }
}
