package announcer.web.admin;

import static announcer.api.access.Scope.ADMINISTER;
import static announcer.api.access.Scope.ANNOUNCE;
import static announcer.api.access.Scope.OPERATE;
import static announcer.api.access.Scope.VIEW;

import announcer.api.Announcer;
import announcer.api.config.Settings;
import announcer.api.schedule.Schedules;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Routes;

/** The routes of sessions, channel settings, settings, schedules, users, tokens and the audit trail. */
public final class AdministrationRoutes {
    private final ServiceLookup<Announcer> engine;
    private final ServiceLookup<Schedules> schedules;
    private final SettingsService service;

    public AdministrationRoutes(ServiceLookup<Announcer> engine, ServiceLookup<Settings> settings, ServiceLookup<Schedules> schedules) {
        this.engine = engine;
        this.schedules = schedules;
        service = new SettingsService(settings);
    }

    public void addTo(Routes routes) {
        SessionResource session = new SessionResource();
        routes.addForAll("GET", "session", session::show).addForAll("POST", "session/password", session::changePassword)
                .addForAll("DELETE", "session", session::logOut);
        ChannelSettingsResource channels = new ChannelSettingsResource(service, engine);
        routes.add("POST", "channels", ADMINISTER, channels::create).add("DELETE", "channels/{id}", ADMINISTER, channels::delete)
                .add("GET", "channels/{id}/settings", ADMINISTER, channels::settings)
                .add("PATCH", "channels/{id}/settings", ADMINISTER, channels::change)
                .add("POST", "channels/{id}/pause", OPERATE, channels::pause)
                .add("POST", "channels/{id}/resume", OPERATE, channels::resume);
        LastAdministratorRule last = new LastAdministratorRule();
        SettingsResource settings = new SettingsResource(service, last);
        routes.add("GET", "settings", ADMINISTER, settings::list).add("GET", "settings/forms", ADMINISTER, settings::forms)
                .add("GET", "settings/{pid}", ADMINISTER, settings::show).add("PATCH", "settings/{pid}", ADMINISTER, settings::change)
                .add("POST", "settings/{pid}", ADMINISTER, settings::create)
                .add("DELETE", "settings/{pid}", ADMINISTER, settings::delete);
        ScheduleResource timed = new ScheduleResource(service, schedules, engine);
        routes.add("GET", "schedules", VIEW, timed::list).add("POST", "schedules/check", VIEW, timed::check)
                .add("GET", "schedules/{id}", VIEW, timed::show).add("PUT", "schedules/{id}", ADMINISTER, timed::put)
                .add("DELETE", "schedules/{id}", ADMINISTER, timed::delete).add("POST", "schedules/{id}/try", ANNOUNCE, timed::tryNow);
        UserResource users = new UserResource(service, last);
        routes.add("GET", "users", ADMINISTER, users::list).add("POST", "users", ADMINISTER, users::create)
                .add("PATCH", "users/{name}", ADMINISTER, users::change).add("DELETE", "users/{name}", ADMINISTER, users::delete);
        TokenResource tokens = new TokenResource();
        routes.add("GET", "tokens", ADMINISTER, tokens::list).add("POST", "tokens", ADMINISTER, tokens::create)
                .add("DELETE", "tokens/{id}", ADMINISTER, tokens::revoke);
        routes.add("GET", "audit", ADMINISTER, new AuditResource()::list);
    }
}
