package ru.fitcrm.hub.config.testing;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;
import ru.fitcrm.hub.config.FitCrmHub;

/** The hub's program with what tests add to it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({FitCrmHub.class, TestConnector.class, TestLogin.class})
class TestProgram {}
