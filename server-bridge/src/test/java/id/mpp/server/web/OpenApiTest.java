package id.mpp.server.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.file.FileTroubles;
import id.mpp.program.TestWorkers;
import id.mpp.server.alarm.Alarms;
import id.mpp.server.api.AlarmRoutes;
import id.mpp.server.api.BranchRoutes;
import id.mpp.server.api.EventRoutes;
import id.mpp.server.api.FleetRoutes;
import id.mpp.server.api.HealthRoutes;
import id.mpp.server.dashboard.ChangeFeed;
import id.mpp.server.fleet.Fleet;
import id.mpp.server.fleet.FleetReader;
import id.mpp.server.fleet.NodeStates;
import id.mpp.server.report.Halls;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.SurveyReader;
import id.mpp.web.Accounts;
import id.mpp.web.Guard;
import id.mpp.web.SessionRoutes;
import id.mpp.web.Sessions;
import io.javalin.Javalin;
import io.javalin.router.Endpoint;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** The published contract names exactly the routes that exist. */
class OpenApiTest {
    @TempDir
    private Path folder;

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound() throws Exception {
        assertEquals(documented(), registered());
    }

    @Test
    void theDocumentIsValid() throws IOException {
        assertEquals(List.of(), parsed().getMessages());
    }

    private static SwaggerParseResult parsed() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi/server.yaml")) {
            return new OpenAPIV3Parser().readContents(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Set<String> documented() throws IOException {
        OpenAPI document = parsed().getOpenAPI();
        Set<String> routes = new TreeSet<>();
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> routes.add(method + " " + path)));
        return routes;
    }

    private Set<String> registered() throws Exception {
        Accounts accounts = Accounts.open(folder.resolve("accounts.json"));
        Sessions sessions = new Sessions(null, accounts, InstantSource.system(), account -> false);
        Guard guard = new Guard(sessions, false);
        FleetReader fleetReader = Mockito.mock(FleetReader.class);
        Fleet fleet = new Fleet(new NodeStates(InstantSource.system(), System::nanoTime), fleetReader);
        try (ChangeFeed feed = new ChangeFeed(TestWorkers.told());
                EventRoutes events = new EventRoutes(feed, guard);
                SessionRoutes login = new SessionRoutes(
                        accounts, sessions, guard, InstantSource.system(), account -> Map.of(), TestWorkers.told())) {
            Javalin javalin = Javalin.create(config -> {
                login.register(config.routes);
                new BranchRoutes(
                                Mockito.mock(LegReader.class),
                                Mockito.mock(SurveyReader.class),
                                new Halls(Map.of()),
                                fleet,
                                guard,
                                InstantSource.system())
                        .register(config.routes);
                new FleetRoutes(fleet, fleetReader, guard).register(config.routes);
                new AlarmRoutes(Mockito.mock(Alarms.class), guard).register(config.routes);
                events.register(config.routes);
                new HealthRoutes(Map.of(), new FileTroubles(), Map.of(), () -> "").register(config.routes);
                ServerPages.register(config.routes);
            });
            return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                    .map(handler -> handler.endpoint)
                    .filter(endpoint -> endpoint.method.isHttpMethod())
                    .map(OpenApiTest::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String name(Endpoint endpoint) {
        return endpoint.method.name() + " " + endpoint.path.replace('<', '{').replace('>', '}');
    }
}
