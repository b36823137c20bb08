"""Those who act: each knows what one kind of people do at the services' doors."""
