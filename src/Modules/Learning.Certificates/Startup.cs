using Learning.Framework;

namespace Learning.Certificates;

public sealed class Startup : ModuleStartup;
