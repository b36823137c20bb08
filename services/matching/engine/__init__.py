"""Who fits whom: pure rules over plain values, without a database, a clock or chance."""
