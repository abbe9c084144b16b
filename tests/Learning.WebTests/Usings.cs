global using Xunit;

[assembly: AssemblyFixture(typeof(Learning.Testing.PostgresCluster))]
